from shared.all import documents, frames
