import optuna
import alembic_utils

print(optuna, alembic_utils)
