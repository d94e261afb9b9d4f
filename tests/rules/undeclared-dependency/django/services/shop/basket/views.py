import stripe
from django.http import HttpResponse


def show(request):
    return HttpResponse(stripe.api_version)
