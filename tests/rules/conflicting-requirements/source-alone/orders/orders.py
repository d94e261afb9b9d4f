import sqlalchemy
import shared
