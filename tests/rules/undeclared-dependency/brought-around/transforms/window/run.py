"""The list is of what it needs besides: dagster is declared around it, and brings pydantic."""
import dagster
import pandas
import stripe
from pydantic import Field

print(dagster, pandas, stripe, Field)
