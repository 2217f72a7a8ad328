/**
 * A self-signed certificate for 127.0.0.1 and localhost, and its key: for servers inside tests, and for nothing else.
 * Made with `openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 36500`.
 */
export const testCertificate = {
  key: `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQg8/gK/kNyrhLqAP9A
jOByXMq5LKVm/zkZvuu9q6oZW0ahRANCAATt8DcoqFVJ1gSpeVpMu/AMaD0ynh/F
7sGnNUEPuWQUSlG8i1iQ9gvR12accN0lcQ918/TBWb60NHh+hhjgdUIs
-----END PRIVATE KEY-----`,
  cert: `-----BEGIN CERTIFICATE-----
MIIBpTCCAUugAwIBAgIUKkmqWF3h70ednjPxjWner5q6ctowCgYIKoZIzj0EAwIw
GTEXMBUGA1UEAwwOZ2F0ZWNyYXNoIHRlc3QwIBcNMjYxMTIwMTMzODQwWhgPMjEy
NjEwMjcxMzM4NDBaMBkxFzAVBgNVBAMMDmdhdGVjcmFzaCB0ZXN0MFkwEwYHKoZI
zj0CAQYIKoZIzj0DAQcDQgAE7fA3KKhVSdYEqXlaTLvwDGg9Mp4fxe7BpzVBD7lk
FEpRvItYkPYL0ddmnHDdJXEPdfP0wVm+tDR4foYY4HVCLKNvMG0wHQYDVR0OBBYE
FPW/l7Sfv9MZ2rZxOWkN8gnDE9pnMB8GA1UdIwQYMBaAFPW/l7Sfv9MZ2rZxOWkN
8gnDE9pnMA8GA1UdEwEB/wQFMAMBAf8wGgYDVR0RBBMwEYcEfwAAAYIJbG9jYWxo
b3N0MAoGCCqGSM49BAMCA0gAMEUCIQDjhnAI3jLk3pRF/GeB9ZbWjANudUYgTRTg
De45FOjktAIgQmFJT1G5GDyuaMSatvNDrsZ0jC7S8DwJT+Kt2uHHJaU=
-----END CERTIFICATE-----`,
}
