import beanie
import motor.motor_asyncio

print(beanie, motor)
