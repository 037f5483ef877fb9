package io.github.jupan.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrivateFolderTest {

    private static final int NOBODY = 65_534;

    @TempDir
    private Path folder;

    @Test
    void isMadeForItsUserAlone() throws IOException {
        Path made = PrivateFolder.create(folder.resolve("cache/jupan"));
        assertThat(rights(made)).isEqualTo("rwx------");
        assertThat(rights(folder.resolve("cache"))).isEqualTo("rwx------");
        assertThat(PrivateFolder.create(made)).isEqualTo(made);
    }

    @ParameterizedTest
    @ValueSource(strings = {"rwxrwxr-x", "rwxr-xrwx", "rwx-w----"})
    void isRefusedWhenOthersMayWriteThere(String rights) throws IOException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString(rights));
        assertThatThrownBy(() -> PrivateFolder.create(folder))
                .isInstanceOf(IOException.class)
                .hasMessage("others may write to " + folder + " (" + rights
                        + "): see that what is there is yours, then chmod go-w " + folder);
    }

    @Test
    void mayBeReadByOthers() throws IOException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        assertThatCode(() -> PrivateFolder.create(folder)).doesNotThrowAnyException();
    }

    /// Also when the user is root.
    @Test
    void isRefusedWhenItIsAnothers() throws IOException {
        Assumptions.assumeTrue(new UnixSystem().getUid() == 0, "skipped: only root can give a folder away");
        Path other = Files.createDirectory(folder.resolve("other"));
        Files.setAttribute(other, "unix:uid", NOBODY);
        assertThatThrownBy(() -> PrivateFolder.create(other))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(other + " belongs to another user (");
        Path link = Files.createSymbolicLink(folder.resolve("link"), other);
        assertThatThrownBy(() -> PrivateFolder.check(link)).isInstanceOf(IOException.class);
    }

    private static String rights(Path folder) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(folder));
    }
}
