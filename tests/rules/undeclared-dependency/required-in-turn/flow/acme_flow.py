import acme_core.frames
