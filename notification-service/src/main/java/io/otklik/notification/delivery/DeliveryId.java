package io.otklik.notification.delivery;

/**
 * What names a delivery for good. A row of the channel `support` is delivered to many, so of notifications the recipient counts, too.
 *
 * @param row the id of the notification or the mail
 * @param personId of mails 0
 */
record DeliveryId(Channel channel, long row, long personId) {

    private static final int NARROWEST = 20;
    private static final int STEP = 7;
    private static final int WIDTHS = 4;

    /**
     * One number for all of it: the channel in the lowest bit; of notifications then how wide the person's id is, the person, and
     * the row. Different for different deliveries up to a million people and 10^12 notifications, or 10^8 people and
     * 10^10.
     */
    long number() {
        if (channel == Channel.EMAIL) {
            return (row << 1) | 1;
        }
        int width = 0;
        while (personId >> bits(width) != 0) {
            width++;
        }
        return (((row << bits(width)) | personId) * WIDTHS + width) << 1;
    }

    /** Of any number; that of no delivery names none. */
    static DeliveryId of(long number) {
        long rest = number >> 1;
        if ((number & 1) == 1) {
            return new DeliveryId(Channel.EMAIL, rest, 0);
        }
        int width = (int) (rest & (WIDTHS - 1));
        long both = rest / WIDTHS;
        return new DeliveryId(Channel.FEED, both >> bits(width), both & ((1L << bits(width)) - 1));
    }

    private static int bits(int width) {
        return NARROWEST + STEP * width;
    }
}
