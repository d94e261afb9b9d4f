import app.plugins.two
import app.core
