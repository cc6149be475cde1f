"""C-DAC's Mobile Seva: one SMS a form, signed; https://services.mgov.gov.in/RegisterPushService."""

import re
from hashlib import sha1, sha512

from citizens.notices.gateways.accounts import SmsAccount
from citizens.notices.gateways.answers import UNREACHED, Accepted, Answer, Refused, Unseen
from citizens.notices.gateways.connection import Connection, NoAnswer, NotConnected

ACCEPTED = re.compile(r"402\s*,\s*MsgID\s*=\s*(\S{1,80})", re.IGNORECASE)
# "401,Credentials Error" and "ERROR : 406 Invalid mobile number" are both seen.
CODE = re.compile(r"(?:error\s*:?\s*)?(4[0-9]{2})\b", re.IGNORECASE)

# Numbers that cannot be, text taken for spam, refused by the person's operator, too many numbers.
FOR_GOOD = {"406", "413", "414", "417"}
# The text's registration: other texts go on.
THIS_TEXT = {"423"}
# The operator's centre did not answer in time, and the gateway may yet hand it over.
MAY_BE_ACCEPTED = {"409"}


class MobileSeva:
    """For one thread. `send_text` gives one SMS to the gateway once, and never raises."""

    def __init__(self, account: SmsAccount) -> None:
        self.account = account
        self.connection = Connection(
            account.url,
            connect_seconds=account.connect_seconds,
            answer_seconds=account.answer_seconds,
        )

    def send_text(self, *, mobile: str, text: str, template_id: str, is_code: bool) -> Answer:
        """`mobile` is "+91…", `template_id` the one DLT gave the text."""
        try:
            status, body = self.connection.post(
                form_of(self.account, mobile, text, template_id, is_code=is_code)
            )
        except NotConnected:
            return UNREACHED
        except NoAnswer:
            return Unseen("no_answer")
        return answer_of(status, body)

    def close(self) -> None:
        self.connection.close()


def form_of(
    account: SmsAccount, mobile: str, text: str, template_id: str, *, is_code: bool
) -> dict[str, str]:
    """What is posted; the signature is over the content as it is sent."""
    unicode = not text.isascii()
    content = as_entities(text.strip()) if unicode else text.strip()
    kinds = {False: ("singlemsg", "unicodemsg"), True: ("otpmsg", "unicodeotpmsg")}
    signed = account.username + account.sender + content + account.secure_key
    return {
        "username": account.username,
        # The interface wants SHA-1: the form itself travels in TLS.
        "password": sha1(account.password.encode("latin-1"), usedforsecurity=False).hexdigest(),
        "senderid": account.sender,
        "content": content,
        "smsservicetype": kinds[is_code][unicode],
        "mobileno": mobile.removeprefix("+"),
        "templateid": template_id,
        "key": sha512(signed.encode()).hexdigest(),
    }


def as_entities(text: str) -> str:
    """Each character as a decimal entity, as the gateway takes Unicode: "ক" is "&#2453;"."""
    return "".join(f"&#{ord(character)};" for character in text)


def answer_of(status: int, body: str) -> Answer:
    """By the body alone where the gateway speaks; a proxy before it may not know what became of it."""
    body = body.strip()
    if status == 200 and (accepted := ACCEPTED.match(body)):
        return Accepted(accepted[1])
    if status == 200 and (code := CODE.match(body)):
        if code[1] in MAY_BE_ACCEPTED or code[1] == "402":
            return Unseen(f"gateway_{code[1]}")
        good = code[1] in FOR_GOOD
        return Refused(f"gateway_{code[1]}", good, all_alike=not good and code[1] not in THIS_TEXT)
    if status == 200 and body.lower().startswith("error"):
        return Refused("gateway_error", all_alike=True)
    if status in {200, 500, 502, 504}:
        return Unseen(f"http_{status}")
    return Refused(f"http_{status}", all_alike=True)
