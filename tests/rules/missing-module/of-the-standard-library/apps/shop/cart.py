import email.mime.text
import shop.absent

print(email)
