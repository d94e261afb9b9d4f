import app.views
