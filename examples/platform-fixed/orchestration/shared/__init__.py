"""What only the cloud functions share; empty since its helpers moved to shared/."""
