// The P2P client of the lecture, as its slides have it, with POSIX sockets in place of
// Winsock. Its faults are kept, since students' programs have them:
//   - It exits when it cannot dial an address from which it has heard a datagram.
//   - Its list of peers points at the buffer of the address heard or accepted last.
//     So each loop takes in one peer; it accepts the connections of others,
//     and never reads them.
//   - It sends a line without a line end, and reads without a terminator.
// Added is only what Winsock does by itself: SO_REUSEADDR, to bind its TCP port again after
// a restart, and no signal when it sends to a peer that is gone.
#include <arpa/inet.h>
#include <sys/socket.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <iostream>
#include <list>
#include <random>
#include <string>
#include <thread>

#define BROADCASTPORT 9009
#define RCVBUFSIZE 1024
#define MAXPENDING 5
#define GUIDSIZE 64

using namespace std;

typedef int SOCKET;
typedef struct sockaddr_in SOCKADDR_IN;
const int INVALID_SOCKET = -1;
const int SOCKET_ERROR = -1;

typedef struct peerinfo {
	SOCKET peer_socket;
	char* peer_ip;
} PeerInfo;

list<PeerInfo> peers;
char* clientGUID = new char[GUIDSIZE + 1];

bool ClientExist(char* ip) {
	bool exist = false;
	for (list<PeerInfo>::iterator it = peers.begin(); it != peers.end(); it++) {
		if (strcmp((*it).peer_ip, ip) == 0)
			exist = true;
	}
	return exist;
}

bool null_client(const PeerInfo& value) { return (value.peer_socket == -1); }

void RemoveClient(char* ip) {
	for (list<PeerInfo>::iterator it = peers.begin(); it != peers.end(); it++) {
		if (strcmp((*it).peer_ip, ip) == 0)
			(*it).peer_socket = -1;
	}
	peers.remove_if(null_client);
}

void AddClient(SOCKET sock, char* ip) {
	PeerInfo pinfo;
	pinfo.peer_socket = sock;
	pinfo.peer_ip = ip;
	peers.push_back(pinfo);
}

void HandlePeerThread(SOCKET sock, char* ip) {
	char buffer[RCVBUFSIZE];
	memset(buffer, 0, sizeof(buffer));
	cout << "Peer " << ip << " connected!" << endl;
	while (recv(sock, buffer, RCVBUFSIZE, 0) > 0) {
		cout << ip << " says " << buffer << endl;
		memset(buffer, 0, sizeof(buffer));
	}
	if (close(sock) == SOCKET_ERROR) {
		cout << "closesocket() failed" << endl;
	}
	RemoveClient(ip);
	cout << "Client " << ip << " disconnected." << endl;
}

void SendDataToAllPeers(string data) {
	for (list<PeerInfo>::iterator it = peers.begin(); it != peers.end(); it++) {
		if (send((*it).peer_socket, data.c_str(), data.length(), 0) == SOCKET_ERROR) {
			cout << "send() failed" << endl;
		}
	}
}

void SendBroadcastThread(SOCKET sock, SOCKADDR_IN client_addr) {
	while (true) {
		sendto(sock, clientGUID, strlen(clientGUID) + 1, 0, (sockaddr*)&client_addr, sizeof(client_addr));
		this_thread::sleep_for(chrono::seconds(5));
	}
}

void ReceiveBroadcastThread(SOCKET sock) {
	while (true) {
		SOCKADDR_IN client_addr;
		char buffer[RCVBUFSIZE];
		socklen_t len = sizeof(SOCKADDR_IN);
		if (recvfrom(sock, buffer, RCVBUFSIZE, 0, (sockaddr*)&client_addr, &len) == SOCKET_ERROR) {
			cout << "recvfrom() failed" << endl;
		}
		char ip[INET_ADDRSTRLEN];
		inet_ntop(AF_INET, &(client_addr.sin_addr), ip, INET_ADDRSTRLEN);
		if (strcmp(clientGUID, buffer) != 0) {
			if (!ClientExist(ip)) { // connect to the new discovered peer
				SOCKET peersocket;
				SOCKADDR_IN peer_addr;
				if ((peersocket = socket(AF_INET, SOCK_STREAM, IPPROTO_TCP)) == INVALID_SOCKET) {
					cout << "socket() failed" << endl;
					exit(EXIT_FAILURE);
				}
				inet_pton(AF_INET, ip, &peer_addr.sin_addr.s_addr);
				peer_addr.sin_family = AF_INET;
				peer_addr.sin_port = htons(8856);
				if (connect(peersocket, reinterpret_cast<sockaddr*>(&peer_addr), sizeof(peer_addr)) == SOCKET_ERROR) {
					cout << "connect() failed" << endl;
					exit(EXIT_FAILURE);
				}
				AddClient(peersocket, ip);
				thread* peerthread = new thread(HandlePeerThread, peersocket, ip);
				(void)peerthread;
			}
		}
	}
}

void TCPServerThread() {
	SOCKET server;
	SOCKADDR_IN server_addr, client_addr;
	if ((server = socket(AF_INET, SOCK_STREAM, IPPROTO_TCP)) == INVALID_SOCKET) {
		cout << "socket() failed" << endl;
		exit(EXIT_FAILURE);
	}
	int reuse = 1;
	setsockopt(server, SOL_SOCKET, SO_REUSEADDR, &reuse, sizeof(reuse));
	memset(&server_addr, 0, sizeof(server_addr));
	server_addr.sin_family = AF_INET;
	server_addr.sin_addr.s_addr = htonl(INADDR_ANY);
	server_addr.sin_port = htons(8856);
	if (::bind(server, (struct sockaddr*)&server_addr, sizeof(server_addr)) == SOCKET_ERROR) {
		cout << "bind() failed" << endl;
		exit(EXIT_FAILURE);
	}
	if (listen(server, MAXPENDING) == SOCKET_ERROR) {
		cout << "listen() failed" << endl;
		exit(EXIT_FAILURE);
	}
	while (true) {
		SOCKET client;
		socklen_t clientlen = sizeof(client_addr);
		if ((client = accept(server, (struct sockaddr*)&client_addr, &clientlen)) == INVALID_SOCKET) {
			cout << "accept() failed" << endl;
		}
		char ip[INET_ADDRSTRLEN];
		inet_ntop(AF_INET, &(client_addr.sin_addr), ip, INET_ADDRSTRLEN);
		if (!ClientExist(ip)) {
			AddClient(client, ip);
			thread* peerthread = new thread(HandlePeerThread, client, ip);
			(void)peerthread;
		}
	}
}

// GenerateGUIDString does what CoCreateGuid and StringFromGUID2 do.
void GenerateGUIDString(char* guidstr) {
	random_device random;
	memset(guidstr, 0, GUIDSIZE + 1);
	snprintf(guidstr, GUIDSIZE, "{%08X-%04X-4%03X-%04X-%08X%04X}", random(), random() & 0xFFFF, random() & 0xFFF,
	         (random() & 0x3FFF) | 0x8000, random(), random() & 0xFFFF);
}

int main() {
	signal(SIGPIPE, SIG_IGN);
	SOCKET sock;
	SOCKADDR_IN server_addr;
	SOCKADDR_IN client_addr;
	GenerateGUIDString(clientGUID);
	if ((sock = socket(AF_INET, SOCK_DGRAM, IPPROTO_UDP)) == INVALID_SOCKET) {
		cout << "socket() failed" << endl;
		exit(EXIT_FAILURE);
	}
	int broadcast = 1;
	if (setsockopt(sock, SOL_SOCKET, SO_BROADCAST, &broadcast, sizeof(broadcast)) == SOCKET_ERROR) {
		cout << "setsockopt() failed" << endl;
		exit(EXIT_FAILURE);
	}
	server_addr.sin_family = AF_INET;
	server_addr.sin_port = htons(BROADCASTPORT);
	server_addr.sin_addr.s_addr = INADDR_ANY;
	client_addr.sin_family = AF_INET;
	client_addr.sin_port = htons(BROADCASTPORT);
	client_addr.sin_addr.s_addr = INADDR_BROADCAST;
	if (::bind(sock, (sockaddr*)&server_addr, sizeof(server_addr)) == SOCKET_ERROR) {
		cout << "bind() failed" << endl;
		exit(EXIT_FAILURE);
	}
	thread tcphread(TCPServerThread);
	thread receivethread(ReceiveBroadcastThread, sock);
	thread broadcastthread(SendBroadcastThread, sock, client_addr);
	cout << "Waiting for peers..." << endl << endl;
	string cmd = "";
	while (cmd != "exit") {
		getline(cin, cmd);
		SendDataToAllPeers(cmd);
	}
	if (close(sock) == SOCKET_ERROR) {
		cout << "closesocket() failed" << endl;
		exit(EXIT_FAILURE);
	}
	return 0;
}
