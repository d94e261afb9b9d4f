import app.models
import app.views
