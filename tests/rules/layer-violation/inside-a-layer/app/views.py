import app.db.models
import app.forms
