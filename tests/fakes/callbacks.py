"""How the chat services call back: signed, encrypted and formed as each documents it.

Written apart from the code that reads them, so that both must agree with the documents.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import os
import struct
from typing import Any
from urllib.parse import urlencode

from cryptography.hazmat.primitives import padding
from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import CBC

from ticketing.answers.answer import Callback
from watchkeeper.core.instants import Instant

ENCRYPT_KEY, VERIFICATION_TOKEN = "encrypt-key-of-the-app", "verification-token"
SIGNING_SECRET = "8f742231b10e8888abcd99yyyzzz85a5"
SECRET_TOKEN = "telegram-secret_token"
WECOM_TOKEN, WECOM_COMPANY = "QDG6eK", "wx5823bf96d3bd56c7"
WECOM_KEY = "jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C"
APP_SECRET = "GT-lsu-taDAsTsxxxx"


def feishu(document: object, now: Instant, *, key: str = ENCRYPT_KEY) -> Callback:
    """Return *document* encrypted and signed by Feishu."""
    iv = os.urandom(16)
    words = json.dumps(document).encode()
    sealed = iv + _sealed(hashlib.sha256(key.encode()).digest(), iv, words, bits=128)
    body = json.dumps({"encrypt": base64.b64encode(sealed).decode()}).encode()
    return feishu_plain(body, now, key=key)


def feishu_plain(body: bytes, now: Instant, *, key: str = ENCRYPT_KEY) -> Callback:
    timestamp, nonce = str(now // 1000), "7e3b"
    signature = hashlib.sha256((timestamp + nonce + key).encode() + body).hexdigest()
    headers = {
        "X-Lark-Request-Timestamp": timestamp,
        "X-Lark-Request-Nonce": nonce,
        "X-Lark-Signature": signature,
    }
    return Callback(body, headers)


def feishu_press(value: object, *, event_id: str = "f7984f25108f8137722bb63cee927e66") -> Any:
    """Return what Feishu says of a press, before encryption."""
    return {
        "schema": "2.0",
        "header": {
            "event_id": event_id,
            "token": VERIFICATION_TOKEN,
            "create_time": "1603977298000000",
            "event_type": "card.action.trigger",
            "tenant_key": "2df73991750b75",
            "app_id": "cli_a5fb0ae6a4f89999",
        },
        "event": {
            "operator": {"tenant_key": "t", "user_id": "867", "open_id": "ou_engineer"},
            "token": "c-295ee57216a5dc9de90fefd0aadb4b1d7d5",
            "action": {"value": value, "tag": "button"},
            "host": "im_message",
            "context": {"open_message_id": "om_574d639", "open_chat_id": "oc_group"},
        },
    }


def slack(payload: object, now: Instant, *, secret: str = SIGNING_SECRET) -> Callback:
    """Return *payload* as a form signed by Slack."""
    return slack_plain(urlencode({"payload": json.dumps(payload)}).encode(), now, secret=secret)


def slack_plain(body: bytes, now: Instant, *, secret: str = SIGNING_SECRET) -> Callback:
    timestamp = str(now // 1000)
    digest = hmac.new(secret.encode(), b"v0:" + timestamp.encode() + b":" + body, hashlib.sha256)
    headers = {
        "x-slack-request-timestamp": timestamp,
        "x-slack-signature": f"v0={digest.hexdigest()}",
    }
    return Callback(body, headers)


def slack_press(**action: object) -> Any:
    return {
        "type": "block_actions",
        "user": {"id": "U0123456789", "username": "a"},
        "trigger_id": "12321423423.333649436676.d8c1bb837935619ccad0f624c448ffb3",
        "container": {
            "type": "message",
            "message_ts": "1548261231.000200",
            "channel_id": "C0123456789",
        },
        "channel": {"id": "C0123456789", "name": "duty"},
        "actions": [
            {
                "action_id": "watchkeeper-0",
                "type": "button",
                "action_ts": "1548426417.840180",
                **action,
            }
        ],
    }


def telegram(update: object, *, secret: str = SECRET_TOKEN) -> Callback:
    headers = {"X-Telegram-Bot-Api-Secret-Token": secret}
    return Callback(json.dumps(update).encode(), headers)


def telegram_press(data: object) -> Any:
    message = {"message_id": 5, "chat": {"id": -1001, "type": "supergroup"}, "text": "t"}
    press = {"id": "4382bfdwdsb323b2d9", "from": {"id": 4242}, "message": message, "data": data}
    return {"update_id": 10000, "callback_query": press}


def wecom(
    xml: str,
    now: Instant,
    *,
    token: str = WECOM_TOKEN,
    key: str = WECOM_KEY,
    company: str = WECOM_COMPANY,
) -> Callback:
    """Return *xml* encrypted and signed by WeCom, as it posts it."""
    sealed = wecom_sealed(xml, key=key, company=company)
    body = (
        f"<xml><ToUserName><![CDATA[{company}]]></ToUserName><Encrypt><![CDATA[{sealed}]]>"
        "</Encrypt><AgentID><![CDATA[1000002]]></AgentID></xml>"
    )
    return Callback(body.encode(), {}, wecom_query(sealed, now, token=token))


def wecom_sealed(words: str, *, key: str = WECOM_KEY, company: str = WECOM_COMPANY) -> str:
    aes = base64.b64decode(key + "=")
    data = words.encode()
    plain = os.urandom(16) + struct.pack(">I", len(data)) + data + company.encode()
    return base64.b64encode(_sealed(aes, aes[:16], plain, bits=256)).decode()


def wecom_query(sealed: str, now: Instant, *, token: str = WECOM_TOKEN) -> dict[str, str]:
    timestamp, nonce = str(now // 1000), "263014780"
    words = "".join(sorted([token, timestamp, nonce, sealed]))
    signature = hashlib.sha1(words.encode()).hexdigest()
    return {"msg_signature": signature, "timestamp": timestamp, "nonce": nonce}


def wecom_press(key: str, *, at: int = 123456789, code: str = "code-1") -> str:
    return (
        "<xml><ToUserName><![CDATA[wx5823bf96d3bd56c7]]></ToUserName>"
        "<FromUserName><![CDATA[engineer-a]]></FromUserName>"
        f"<CreateTime>{at}</CreateTime><MsgType><![CDATA[event]]></MsgType>"
        f"<Event><![CDATA[template_card_event]]></Event><EventKey><![CDATA[{key}]]></EventKey>"
        "<TaskId><![CDATA[9f86@1]]></TaskId><CardType><![CDATA[button_interaction]]></CardType>"
        f"<ResponseCode><![CDATA[{code}]]></ResponseCode><AgentID>1000002</AgentID>"
        "<SelectedItems><SelectedItem><QuestionKey><![CDATA[q]]></QuestionKey></SelectedItem>"
        "</SelectedItems></xml>"
    )


def wecom_text(words: str) -> str:
    return (
        "<xml><ToUserName><![CDATA[wx5823bf96d3bd56c7]]></ToUserName>"
        "<FromUserName><![CDATA[engineer-a]]></FromUserName><CreateTime>1348831860</CreateTime>"
        f"<MsgType><![CDATA[text]]></MsgType><Content><![CDATA[{words}]]></Content>"
        "<MsgId>1234567890123456</MsgId><AgentID>1</AgentID></xml>"
    )


def dingtalk(message: object, now: Instant, *, secret: str = APP_SECRET) -> Callback:
    """Return a message to DingTalk's robot with the two headers it is proved by."""
    words = f"{now}\n{secret}".encode()
    sign = base64.b64encode(hmac.new(secret.encode(), words, hashlib.sha256).digest()).decode()
    return Callback(json.dumps(message).encode(), {"timestamp": str(now), "sign": sign})


def dingtalk_text(content: str) -> Any:
    return {
        "msgtype": "text",
        "text": {"content": content},
        "msgId": "msg0xxxxx",
        "createAt": 1_763_773_200_000,
        "senderStaffId": "manager4220",
        "conversationId": "cid",
        "conversationType": "2",
    }


def dingtalk_press(**params: object) -> bytes:
    content = {"cardPrivateData": {"actionIds": ["1"], "params": params}}
    press = {
        "type": "actionCallback",
        "outTrackId": "track-1",
        "corpId": "ding9",
        "userId": "manager4220",
        "content": json.dumps(content),
    }
    return json.dumps(press).encode()


def _sealed(key: bytes, iv: bytes, words: bytes, *, bits: int) -> bytes:
    padder = padding.PKCS7(bits).padder()
    padded = padder.update(words) + padder.finalize()
    encryptor = Cipher(AES(key), CBC(iv)).encryptor()
    return encryptor.update(padded) + encryptor.finalize()
