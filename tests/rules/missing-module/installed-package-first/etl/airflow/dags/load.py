from airflow.utils.rows import rows
from airflow.utils.trigger_rule import TriggerRule

print(rows, TriggerRule)
