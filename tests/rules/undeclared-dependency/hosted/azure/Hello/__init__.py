import azure.functions
