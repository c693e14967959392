# One image for web and worker. The first stage fetches what is locked and collects the static files.
FROM python:3.12-slim AS build
WORKDIR /app
COPY pyproject.toml requirements.lock requirements-dev.lock package.json package-lock.json .npmrc ./
RUN python -m venv /venv \
 && awk '/^[a-z]/ {keep = /^uv==/} keep' requirements.lock > /tmp/uv.txt \
 && awk '/^[a-z]/ {keep = /^(psycopg|elastic|opensearch|events=|grpcio=|protobuf=)/} keep' requirements-dev.lock > /tmp/scale.txt \
 && /venv/bin/pip install --quiet --require-hashes -r /tmp/uv.txt \
 && /venv/bin/uv pip install --quiet --python /venv/bin/python --require-hashes -r requirements.lock \
 && /venv/bin/uv pip install --quiet --python /venv/bin/python --require-hashes --no-deps -r /tmp/scale.txt
ENV PATH=/venv/bin:$PATH
RUN npm ci --ignore-scripts --omit=dev
COPY . .
RUN python -c "import glob, polib; [polib.pofile(po).save_as_mofile(po[:-2] + 'mo') for po in glob.glob('locale/*/LC_MESSAGES/*.po')]" \
 && DATA_DIR=/tmp/build DJANGO_SETTINGS_MODULE=config.settings.production python manage.py collectstatic --no-input

FROM python:3.12-slim
RUN apt-get update && apt-get install -y --no-install-recommends ffmpeg && rm -rf /var/lib/apt/lists/* \
 && useradd --create-home trellis && mkdir /data && chown trellis /data
COPY --from=build /venv /venv
COPY --from=build --chown=trellis /app /app
ENV PATH=/venv/bin:$PATH DJANGO_SETTINGS_MODULE=config.settings.production PYTHONUNBUFFERED=1
USER trellis
WORKDIR /app
EXPOSE 8000
VOLUME /data
CMD ["gunicorn", "config.wsgi"]
