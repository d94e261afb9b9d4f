from shared import db
