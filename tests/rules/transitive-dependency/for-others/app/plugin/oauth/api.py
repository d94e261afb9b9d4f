import fastapi  # the host has it
import fastapi_sso

print(fastapi, fastapi_sso)
