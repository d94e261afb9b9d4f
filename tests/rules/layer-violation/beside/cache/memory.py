from storage import db
