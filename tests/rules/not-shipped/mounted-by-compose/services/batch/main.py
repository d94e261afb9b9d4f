from shared.config import REGION

print(REGION)
