from octo import models

print(models)
