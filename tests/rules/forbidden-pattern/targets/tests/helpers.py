import app.test_data
