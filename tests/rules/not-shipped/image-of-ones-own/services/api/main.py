import shared.models
