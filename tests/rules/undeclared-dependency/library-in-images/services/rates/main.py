from shared.auth import refuse
from starlette.applications import Starlette

app = Starlette()
print(refuse)
