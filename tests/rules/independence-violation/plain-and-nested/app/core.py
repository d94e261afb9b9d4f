import app.plugins.one
import app.views
