package io.otklik.notification.delivery;

/** By what way people are told. */
public enum Channel {
    FEED,
    EMAIL
}
