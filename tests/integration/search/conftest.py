from tests.search.postgres import in_postgres as in_postgres
from tests.search.postgres import search_tables as search_tables
