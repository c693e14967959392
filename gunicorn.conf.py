"""How the web process is started: one process, threads for the readers. Many of it stand behind a balancer."""

import os

pythonpath = "site"
bind = f"{os.environ.get('HOST', '127.0.0.1')}:{os.environ.get('PORT', '8000')}"
worker_class = "gthread"
threads = 8
timeout = 60
graceful_timeout = 10
control_socket_disable = True
