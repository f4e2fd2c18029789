"""The P2P client of the lecture, as a student might port it to Python.

It differs from the original where the language does: its list of peers holds the
addresses themselves, so it dials every address that it hears. Like the original it
exits when a dial fails, and sends each line of its standard input without a line
end to all peers.
"""
import os
import socket
import sys
import threading
import time
import uuid

BROADCAST_PORT = 9009
GAME_PORT = 8856

guid = "{" + str(uuid.uuid4()).upper() + "}"
lock = threading.Lock()
peers = {}  # sockets by address


def say(line):
    print(line, flush=True)


def handle(peer, ip):
    say(f"Peer {ip} connected!")
    try:
        while data := peer.recv(1024):
            say(f"{ip} says {data.decode('utf-8', 'replace')}")
    except OSError:
        pass
    peer.close()
    with lock:
        peers.pop(ip, None)
    say(f"Client {ip} disconnected.")


def add(peer, ip):
    peers[ip] = peer
    threading.Thread(target=handle, args=(peer, ip), daemon=True).start()


def serve():
    server = socket.socket()
    server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    server.bind(("", GAME_PORT))
    server.listen(5)
    while True:
        peer, (ip, _) = server.accept()
        with lock:
            if ip in peers:
                peer.close()
            else:
                add(peer, ip)


def hear(sock):
    while True:
        data, (ip, _) = sock.recvfrom(1024)
        if data.split(b"\0")[0].decode("utf-8", "replace") == guid:
            continue
        with lock:
            if ip in peers:
                continue
            peer = socket.socket()
            try:
                peer.connect((ip, GAME_PORT))
            except OSError:
                say("connect() failed")
                os._exit(1)
            add(peer, ip)


def broadcast(sock):
    while True:
        sock.sendto(guid.encode() + b"\0", ("255.255.255.255", BROADCAST_PORT))
        time.sleep(5)


def main():
    sock = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_BROADCAST, 1)
    sock.bind(("", BROADCAST_PORT))
    for target, args in ((serve, ()), (hear, (sock,)), (broadcast, (sock,))):
        threading.Thread(target=target, args=args, daemon=True).start()
    say("Waiting for peers...")
    for line in sys.stdin:
        text = line.rstrip("\n")
        with lock:
            for peer in peers.values():
                try:
                    peer.sendall(text.encode())
                except OSError:
                    say("send() failed")
        if text == "exit":
            break


main()
