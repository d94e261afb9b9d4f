import app.db
import app.forms
