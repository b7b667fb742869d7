"""A real dovecot (IMAP, POP3) and a real postfix (SMTP) on free ports, with STARTTLS."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import trustme

from tests.collector.probes.nginx_daemon import write_certificate
from tests.collector.probes.processes import free_ports, open_folder, running
from tests.components import missing, program

_DOVECOT = """\
base_dir = {folder}/run
state_dir = {folder}/state
log_path = {folder}/dovecot.log
protocols = imap pop3
listen = 127.0.0.1
ssl = yes
ssl_cert = <{folder}/mail.pem
ssl_key = <{folder}/mail.key
default_login_user = nobody
default_internal_user = nobody
default_internal_group = nogroup
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {imap}
  }}
  inet_listener imaps {{
    port = {imaps}
  }}
}}
service pop3-login {{
  chroot =
  inet_listener pop3 {{
    port = {pop3}
  }}
  inet_listener pop3s {{
    port = 0
  }}
}}
service anvil {{
  chroot =
}}
passdb {{
  driver = static
  args = nopassword=y
}}
userdb {{
  driver = static
  args = uid=65534 gid=65534 home={folder}
}}
mail_location = maildir:{folder}/mail
"""
_POSTFIX = """\
compatibility_level = 3.6
queue_directory = {folder}/queue
data_directory = {folder}/data
mail_owner = postfix
setgid_group = postdrop
maillog_file = {folder}/postfix.log
maillog_file_prefixes = {folder}
inet_interfaces = loopback-only
myhostname = mail.shop.example
mynetworks = 127.0.0.0/8
alias_maps =
alias_database =
local_recipient_maps =
smtpd_tls_cert_file = {folder}/mail.pem
smtpd_tls_key_file = {folder}/mail.key
smtpd_tls_security_level = may
"""
_MASTER = """\
127.0.0.1:{smtp} inet n - n - - smtpd
postlog unix-dgram n - n - 1 postlogd
cleanup unix n - n - 0 cleanup
rewrite unix - - n - - trivial-rewrite
qmgr unix n - n 300 1 qmgr
anvil unix - - n - 1 anvil
tlsmgr unix - - n 1000? 1 tlsmgr
"""


_NOBODY = 65534


@dataclass(frozen=True)
class MailDaemons:
    imap: int
    imaps: int
    pop3: int


@contextmanager
def dovecot_daemon(authority: trustme.CA) -> Iterator[MailDaemons]:
    if os.geteuid() != 0:
        missing("dovecot starts its workers as another user, which takes root")
    with open_folder() as folder:
        imap, imaps, pop3 = free_ports(3)
        write_certificate(
            authority.issue_cert("mail.shop.example"), folder / "mail.pem", folder / "mail.key"
        )
        (folder / "mail").mkdir()
        os.chown(folder / "mail", _NOBODY, _NOBODY)
        config = folder / "dovecot.conf"
        config.write_text(_DOVECOT.format(folder=folder, imap=imap, imaps=imaps, pop3=pop3))
        with running([program("dovecot"), "-F", "-c", config], [imap, imaps, pop3], folder=folder):
            yield MailDaemons(imap, imaps, pop3)


@contextmanager
def postfix_daemon(authority: trustme.CA) -> Iterator[int]:
    if os.geteuid() != 0:
        missing("postfix takes root to start")
    with open_folder() as folder:
        (smtp,) = free_ports(1)
        write_certificate(
            authority.issue_cert("mail.shop.example"), folder / "mail.pem", folder / "mail.key"
        )
        (folder / "queue").mkdir()
        (folder / "data").mkdir()
        subprocess.run(["chown", "postfix", str(folder / "data")], check=True)
        (folder / "main.cf").write_text(_POSTFIX.format(folder=folder))
        (folder / "master.cf").write_text(_MASTER.format(smtp=smtp))
        # It makes the folders of the queue; start-fg would leave the master behind when it ends.
        subprocess.run([program("postfix"), "-c", str(folder), "check"], check=True, timeout=60)
        master = program("master", "/usr/lib/postfix/sbin", "/usr/libexec/postfix")
        command: list[str | Path] = [master, "-c", folder, "-d"]
        with running(command, [smtp], folder=folder):
            yield smtp
