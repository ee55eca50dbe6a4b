package org.rnnlm.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.permission.FsPermission;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalFilesTest {
  @TempDir private java.nio.file.Path folder;

  @BeforeAll
  static void onlyWherePermissionsAreThoseOfPosix() {
    assumeTrue(FileSystems.getDefault().supportedFileAttributeViews().contains("posix"));
  }

  @Test
  void permissionsAreSet() throws IOException {
    java.nio.file.Path file = Files.createFile(folder.resolve("a file"));
    FileSystem files = opened(new LocalFiles(), "022");
    for (String letters : new String[] {"rw-r-----", "r-xr--r--", "rwx------", "rw-rw-rw-"}) {
      files.setPermission(path(file), FsPermission.valueOf("-" + letters));
      assertThat(letters(file)).isEqualTo(letters);
    }
  }

  @Test
  void createdFilesAndFoldersHaveThePermissionsThatHadoopGivesThem() throws IOException {
    for (String mask : new String[] {"022", "027", "077"}) {
      FileSystem ours = opened(new LocalFiles(), mask);
      FileSystem hadoops = opened(new RawLocalFileSystem(), mask);
      assertThat(created(ours, "ours-" + mask)).isEqualTo(created(hadoops, "hadoops-" + mask));
    }
  }

  @Test
  void aStickyFolderIsMadeToo() throws IOException {
    FileSystem files = opened(new LocalFiles(), "022");
    files.setPermission(path(folder), new FsPermission((short) 01777));
    assertThat(files.getFileStatus(path(folder)).getPermission().getStickyBit()).isTrue();
  }

  private String created(FileSystem files, String name) throws IOException {
    java.nio.file.Path within = folder.resolve(name);
    files.create(path(within.resolve("file"))).close();
    files.mkdirs(path(within.resolve("folder")));
    return letters(within.resolve("file")) + " " + letters(within.resolve("folder"));
  }

  private static FileSystem opened(FileSystem files, String mask) throws IOException {
    Configuration configuration = new Configuration(false);
    configuration.set("fs.permissions.umask-mode", mask);
    files.initialize(URI.create("file:///"), configuration);
    return files;
  }

  private static Path path(java.nio.file.Path file) {
    return new Path(file.toUri());
  }

  private static String letters(java.nio.file.Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }
}
