package io.otklik.standalone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {
    @TempDir
    Path folder;

    @Test
    void create_isForTheOwnerAloneAlsoWhenTheFolderWasOpen() throws IOException {
        Path open = Files.createDirectory(
                folder.resolve("open"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));

        for (Path root : new Path[] {folder.resolve("new"), open}) {
            new DataFolder(root).create();

            assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(root)));
        }
    }

    @Test
    void createAndDelete_aFolderWithOtherFilesIsLeftAsItIs() throws IOException {
        Path stranger = Files.createDirectories(folder.resolve("postgres")).resolve("PG_VERSION");
        Files.writeString(stranger, "18");
        DataFolder data = new DataFolder(folder);

        for (Executable touch : List.<Executable>of(data::create, data::delete)) {
            UserError error = assertThrows(UserError.class, touch);
            assertTrue(error.getMessage().startsWith(folder + " holds other files than Otklik's"), error.getMessage());
        }

        assertEquals("18", Files.readString(stranger));
        assertFalse(Files.exists(data.run()));
    }

    @Test
    void delete_takesAllThatAStartLeavesCutShortOrNot() throws IOException {
        DataFolder data = new DataFolder(folder.resolve("data"));
        data.create();
        Files.createDirectories(data.postgres().resolve("base"));
        Files.createDirectories(folder.resolve("data/postgres.new/base"));
        Files.createFile(data.secrets());
        Files.createFile(folder.resolve("data/secrets.properties.new"));
        Files.createFile(data.launcherLog());

        data.delete();

        assertFalse(Files.exists(data.root()));
    }

    @Test
    void delete_leavesWhatSomebodyPutThere_andTheFolderToTheNextStart() throws IOException {
        DataFolder data = new DataFolder(folder);
        data.create();
        Path letter = Files.createFile(folder.resolve("letter"));

        data.delete();

        assertTrue(Files.exists(letter));
        assertFalse(Files.exists(data.logs()));
        data.create();
        assertTrue(Files.exists(data.logs()));
    }
}
