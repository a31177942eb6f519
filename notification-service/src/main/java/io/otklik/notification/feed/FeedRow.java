package io.otklik.notification.feed;

/** A notification as one person sees it. */
public record FeedRow(Notification notification, boolean read) {}
