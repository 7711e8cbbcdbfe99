"""Checks a recorded session between gateway and card, from nothing but the written protocol.

Standard library only; curve, AES, CMAC and certificates are written out here, so that the Java side and
the card are compared with something that shares no code with them. Usage: session.py FILE
"""
import hashlib
import hmac
import sys

P = 2**256 - 2**224 + 2**192 + 2**96 - 1
B = 0x5AC635D8AA3A93E7B3EBBD55769886BC651D06B0CC53B0F63BCE3C3E27D2604B
N = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
G = (0x6B17D1F2E12C4247F8BCE6E563A440F277037D812DEB33A0F4A13945D898C296,
     0x4FE342E2FE1A7F9B8EE7EB4A7C0F9E162BCE33576B315ECECBB6406837BF51F5)


def add(p, q):
    if p is None:
        return q
    if q is None:
        return p
    if p[0] == q[0]:
        if (p[1] + q[1]) % P == 0:
            return None
        slope = (3 * p[0] * p[0] - 3) * pow(2 * p[1], -1, P)
    else:
        slope = (q[1] - p[1]) * pow(q[0] - p[0], -1, P)
    x = (slope * slope - p[0] - q[0]) % P
    return x, (slope * (p[0] - x) - p[1]) % P


def times(k, p):
    total = None
    while k:
        if k & 1:
            total = add(total, p)
        p = add(p, p)
        k >>= 1
    return total


def point(b):
    assert len(b) == 65 and b[0] == 4
    x, y = int.from_bytes(b[1:33], "big"), int.from_bytes(b[33:], "big")
    assert (y * y - x**3 + 3 * x - B) % P == 0, "not on the curve"
    return x, y


def agree(secret, public):
    return times(secret, public)[0].to_bytes(32, "big")


def signed(key, message, signature):
    r, s = int.from_bytes(signature[:32], "big"), int.from_bytes(signature[32:], "big")
    assert 0 < r < N and 0 < s < N
    w = pow(s, -1, N)
    e = int.from_bytes(hashlib.sha256(message).digest(), "big")
    q = add(times(e * w % N, G), times(r * w % N, key))
    return q is not None and q[0] % N == r


def gf(a, b):
    out = 0
    while b:
        if b & 1:
            out ^= a
        a = (a << 1) ^ (0x11B if a & 0x80 else 0)
        b >>= 1
    return out


def make_sbox():
    box = []
    for v in range(256):
        inverse = next((i for i in range(256) if gf(v, i) == 1), 0)
        out = 0x63
        for shift in range(5):
            out ^= ((inverse << shift) | (inverse >> (8 - shift))) & 0xFF
        box.append(out)
    return box


SBOX = make_sbox()
INVERSE = [SBOX.index(i) for i in range(256)]


def round_keys(key):
    words = [list(key[i:i + 4]) for i in range(0, 16, 4)]
    factor = 1
    for i in range(4, 44):
        word = list(words[i - 1])
        if i % 4 == 0:
            word = [SBOX[b] for b in word[1:] + word[:1]]
            word[0] ^= factor
            factor = gf(factor, 2)
        words.append([a ^ b for a, b in zip(words[i - 4], word)])
    return [sum(words[4 * r:4 * r + 4], []) for r in range(11)]


def mix(state, row):
    out = []
    for c in range(4):
        column = state[4 * c:4 * c + 4]
        for r in range(4):
            v = 0
            for k in range(4):
                v ^= gf(column[k], row[(k - r) % 4])
            out.append(v)
    return out


def encrypt(key, block):
    keys = round_keys(key)
    s = [a ^ b for a, b in zip(block, keys[0])]
    for r in range(1, 11):
        s = [SBOX[b] for b in s]
        s = [s[4 * ((c + i) % 4) + i] for c in range(4) for i in range(4)]
        if r < 10:
            s = mix(s, [2, 3, 1, 1])
        s = [a ^ b for a, b in zip(s, keys[r])]
    return bytes(s)


def decrypt(key, block):
    keys = round_keys(key)
    s = [a ^ b for a, b in zip(block, keys[10])]
    for r in range(9, -1, -1):
        s = [s[4 * ((c - i) % 4) + i] for c in range(4) for i in range(4)]
        s = [INVERSE[b] for b in s]
        s = [a ^ b for a, b in zip(s, keys[r])]
        if r:
            s = mix(s, [14, 11, 13, 9])
    return bytes(s)


def xor(a, b):
    return bytes(x ^ y for x, y in zip(a, b))


def cmac(key, message):
    def double(b):
        v = int.from_bytes(b, "big") << 1
        return ((v ^ 0x87) if v >> 128 else v).to_bytes(17, "big")[1:]
    one = double(encrypt(key, bytes(16)))
    blocks = [message[i:i + 16] for i in range(0, len(message), 16)] or [b""]
    last = blocks.pop()
    if len(last) == 16:
        last = xor(last, one)
    else:
        last = xor(last + b"\x80" + bytes(15 - len(last)), double(one))
    state = bytes(16)
    for block in blocks + [last]:
        state = encrypt(key, xor(state, block))
    return state


def pad(b):
    return b + b"\x80" + bytes(15 - len(b) % 16)


def unpad(b):
    b = b.rstrip(b"\0")
    assert b[-1] == 0x80
    return b[:-1]


def derive(key, label, context, length=32):
    fixed = b"\0\0\0\1" + label + b"\0" + context + (8 * length).to_bytes(4, "big")
    return hmac.new(key, fixed, hashlib.sha256).digest()[:length]


def tlv(b):
    out, at = [], 0
    while at < len(b):
        tag = b[at]
        at += 1
        if tag & 0x1F == 0x1F:
            tag, at = tag << 8 | b[at], at + 1
        size = b[at]
        at += 1
        if size > 0x80:
            n = size - 0x80
            size, at = int.from_bytes(b[at:at + n], "big"), at + n
        out.append((tag, b[at:at + size]))
        at += size
    assert at == len(b)
    return out


def inside(b, tag):
    (only,) = tlv(b)
    assert only[0] == tag
    return dict(tlv(only[1]))


def certificate(encoded, issuer):
    fields = tlv(encoded)
    assert [t for t, _ in fields] == [0x7F4E, 0x5F37]
    assert signed(issuer, encoded[:-67], fields[1][1]), "certificate"
    body = dict(tlv(fields[0][1]))
    return point(dict(tlv(body[0x7F49]))[0x86])


class Messaging:
    def __init__(self, keys):
        self.enc, self.mac, self.count = keys[:16], keys[16:], 0

    def step(self):
        self.count += 1
        counter = self.count.to_bytes(16, "big")
        return counter, encrypt(self.enc, counter)

    def cbc(self, iv, b):
        out = b""
        for i in range(0, len(b), 16):
            out += xor(decrypt(self.enc, b[i:i + 16]), iv)
            iv = b[i:i + 16]
        return out

    def command(self, apdu):
        counter, iv = self.step()
        head = apdu[:4]
        data = apdu[7:7 + int.from_bytes(apdu[5:7], "big")] if apdu[4] == 0 else apdu[5:5 + apdu[4]]
        assert cmac(self.mac, counter + pad(head) + pad(data[:-10]))[:8] == data[-8:], "command MAC"
        objects = dict(tlv(data))
        if 0x85 in objects:
            return unpad(self.cbc(iv, objects[0x85]))
        return unpad(self.cbc(iv, objects[0x87][1:])) if 0x87 in objects else b""

    def response(self, answer):
        counter, iv = self.step()
        data = answer[:-2]
        assert cmac(self.mac, counter + pad(data[:-10]))[:8] == data[-8:], "response MAC"
        objects = dict(tlv(data))
        plain = b""
        if 0x85 in objects:
            plain = unpad(self.cbc(iv, objects[0x85]))
        elif 0x87 in objects:
            plain = unpad(self.cbc(iv, objects[0x87][1:]))
        return plain, objects[0x99]


def main(path):
    with open(path) as lines:
        given = {k: bytes.fromhex(v) for k, v in (line.strip().split("=") for line in lines if line.strip())}
    command = [given["c%d" % i] for i in range(sum(k[0] == "c" and k[1:].isdigit() for k in given))]
    answer = [given["r%d" % i] for i in range(len(command))]
    data = [c[5:5 + c[4]] for c in command[:4]]
    leaf = certificate(data[1], point(given["root"]))
    th = hashlib.sha256(answer[0][:-2] + data[1] + data[2] + answer[2][:-2]).digest()
    assert signed(leaf, b"VG1" + th, inside(data[3], 0x7C)[0x84]), "gateway's signature"
    own = int.from_bytes(given["gatewayEphemeral"], "big")
    ephemeral = point(inside(answer[2][:-2], 0x7C)[0x82])
    hk = derive(agree(own, ephemeral), b"VG1 hs", th)
    introduced, status = Messaging(hk).response(answer[3])
    assert status == b"\x90\x00"
    card = inside(introduced, 0x7C)
    th2 = hashlib.sha256(th + data[3] + answer[3][:-2]).digest()
    static = certificate(card[0x85], point(given["cardCa"]))
    kc = derive(given["cardMaster"], b"MOC-AUTH", card[0x86] + card[0x87])
    messaging = Messaging(derive(hk + agree(own, static) + kc, b"VG1 ap", th2))
    plain = []
    for c, r in zip(command[4:], answer[4:]):
        plain.append((messaging.command(c), *messaging.response(r)))
    assert [p[2] for p in plain] == [b"\x90\x00"] * len(plain), "a status"
    finger = tlv(plain[0][1])[0][1][1:2]
    kcont = derive(given["containerMaster"], b"MOC-CONT", card[0x86] + finger + card[0x87])
    assert plain[1][0] == kcont, "container key"
    challenge, audience = plain[3][0][:32], plain[3][0][32:]
    word = inside(plain[3][1], 0x7C)
    assert word[0x83] == derive(kc, b"MOC-PSEU", audience, 16), "pseudonym"
    message = b"MOC-ASSERT-1" + th2 + challenge + audience + word[0x82] + b"\1" + word[0x81] + word[0x83]
    assertion_key = certificate(given["assertionCertificate"], point(given["cardCa"]))
    assert signed(assertion_key, message, word[0x9E]), "assertion"
    print("the session is as the protocol says")


if __name__ == "__main__":
    main(sys.argv[1])
