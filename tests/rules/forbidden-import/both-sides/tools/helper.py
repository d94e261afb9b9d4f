import app.core
import app.plugins.b
