package io.otklik.standalone;

import java.io.IOException;

/** How one part is made to run on this machine; a single start is prepare, command, then answers until it is true. */
interface LocalPart {
    /** What must exist before the process does: folders, unpacked programs. Quick when it is there already. */
    void prepare() throws IOException, InterruptedException;

    /** The process to be; where its output goes is the caller's affair. */
    ProcessBuilder command();

    /** Whether it really serves; returns within about a second, never throws. */
    boolean answers();

    /** What is still to do between the first answer and the word "ready"; may fail, and is tried again then. */
    default void settle() throws IOException {}
}
