#!/bin/sh
# Prints the Secrets that deploy/base refers to, and with `dev` that of the overlay's own PostgreSQL:
#   deploy/secrets.sh dev | kubectl create -n otklik-dev -f -
# Each value is the variable's of that name, where it is set, and random otherwise. `create` leaves alone what is there.
set -eu

value() {
  eval "given=\${$1:-}"
  printf '%s' "${given:-${2:-$(head -c 24 /dev/urandom | od -An -v -tx1 | tr -d ' \n')}}"
}

# NAME KEY=VALUE...
secret() {
  printf -- '---\napiVersion: v1\nkind: Secret\nmetadata:\n  name: %s\n  labels:\n    app.kubernetes.io/part-of: otklik\nstringData:\n' "$1"
  shift
  for entry; do
    printf "  %s: '%s'\n" "${entry%%=*}" "$(printf '%s' "${entry#*=}" | sed "s/'/''/g")"
  done
}

secret internal-token token="$(value OTKLIK_INTERNAL_TOKEN)"
secret administrator username="$(value OTKLIK_ADMIN_USERNAME admin)" \
  email="$(value OTKLIK_ADMIN_EMAIL admin@example.com)" password="$(value OTKLIK_ADMIN_PASSWORD)"
secret identity-database username=identity password="$(value IDENTITY_DATABASE_PASSWORD)"
secret ticket-database username=ticket password="$(value TICKET_DATABASE_PASSWORD)"
secret notification-database username=notification password="$(value NOTIFICATION_DATABASE_PASSWORD)"
secret admin-database username=admin password="$(value ADMIN_DATABASE_PASSWORD)"
if [ -n "${OTKLIK_SMTP_USERNAME:-}" ]; then
  secret smtp username="$OTKLIK_SMTP_USERNAME" password="$OTKLIK_SMTP_PASSWORD"
fi
if [ -n "${OTKLIK_TELEGRAM_BOT_TOKEN:-}" ]; then
  secret telegram bot-token="$OTKLIK_TELEGRAM_BOT_TOKEN"
fi
if [ "${1:-}" = dev ]; then
  secret postgres password="$(value POSTGRES_PASSWORD)"
fi
