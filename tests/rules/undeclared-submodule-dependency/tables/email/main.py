from pydantic import BaseModel, EmailStr


class Customer(BaseModel):
    mail: EmailStr
