import azure.functions

app = azure.functions.FunctionApp()
