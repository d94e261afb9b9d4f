from steps.utils.rows import rows
from steps.utils.columns import columns

print(rows, columns)
