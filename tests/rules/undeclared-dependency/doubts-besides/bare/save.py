import pandas
import hydra  # where this runs is not told
from sqlalchemy import create_engine

print(pandas, hydra, create_engine)
