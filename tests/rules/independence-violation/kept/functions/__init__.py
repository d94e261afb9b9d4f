from functions.a import main
