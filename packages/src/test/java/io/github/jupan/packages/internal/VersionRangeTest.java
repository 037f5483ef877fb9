package io.github.jupan.packages.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.jupan.packages.PackageException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VersionRangeTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                ">=1.0.3,<1.4 | 1.3.0 | true",
                ">=1.0.3,<1.4 | 1.4 | false",
                ">=1.10 | 1.9 | false",
                "==1.2.* | 1.2.7 | true",
                "==1.2.* | 1.20 | false",
                "!=1.2.* | 1.2 | false",
                "==1.2 | 1.2.0 | true",
                "~=1.4.2 | 1.4.9 | true",
                "~=1.4.2 | 1.5 | false",
                "~=1.4 | 1.9 | true",
                "!=3.0.*,>=2.7 | 3.12 | true"
            })
    void takesWhatItsBoundsAllow(String range, String version, boolean allowed) {
        assertThat(VersionRange.parse(range).has(version)).isEqualTo(allowed);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "python_version >= '3.8' | true",
                "python_version < \"3.10\" | false",
                "sys_platform == 'win32' or os_name == 'posix' | true",
                "extra == 'dev' and python_version > '3' | false",
                "(sys_platform != 'win32') and ('linux' in sys_platform) | true",
                "platform_system not in 'Windows Darwin' | true"
            })
    void conditionsHoldForThePythonOfTheSandbox(String marker, boolean holds) {
        assertThat(new Marker(marker).holds()).isEqualTo(holds);
    }

    @Test
    void whatCannotBeReadIsRefused() {
        assertThatThrownBy(() -> new Marker("moon == 'full'").holds()).isInstanceOf(PackageException.class);
        assertThatThrownBy(() -> new Marker("os_name ==").holds()).isInstanceOf(PackageException.class);
        assertThatThrownBy(() -> VersionRange.parse("1.2")).isInstanceOf(PackageException.class);
        assertThatThrownBy(() -> Requirement.parse("-r x")).isInstanceOf(PackageException.class);
        assertThat(Requirement.parse("Ruamel.Yaml[jinja2] (>=0.16) ; os_name == 'nt'"))
                .isEqualTo(new Requirement("ruamel-yaml", VersionRange.parse(">=0.16"), "os_name == 'nt'"));
    }

    @Test
    void aVersionOrAMarkerMayBeLong() {
        String version = "1" + ".1".repeat(50_000);
        assertThat(VersionRange.isFinal(version)).isTrue();
        assertThat(VersionRange.isFinal(version + "a1")).isFalse();
        assertThatThrownBy(() -> new Marker("(".repeat(50_000) + "os_name == 'posix'" + ")".repeat(50_000)).holds())
                .isInstanceOf(PackageException.class);
        assertThat(new Marker("((os_name == 'posix'))").holds()).isTrue();
    }
}
