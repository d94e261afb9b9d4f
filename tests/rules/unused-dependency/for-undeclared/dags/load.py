"""What the image of Airflow has is imported here alone."""
from cosmos import DbtDag

dag = DbtDag()
