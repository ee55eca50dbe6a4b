package org.rnnlm.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.rnnlm.io.DataException;
import org.rnnlm.io.Json;
import org.rnnlm.text.Text;

/**
 * The format safetensors (github.com/huggingface/safetensors): 8 bytes with the length of a JSON
 * header, little-endian; the header, which names every tensor's type, shape and bytes; and the
 * tensors' bytes, one behind the other without gaps. Nothing that is in a file is run, and no more
 * is allocated than the file holds.
 */
final class SafeTensors {
  private static final int HEADER_BYTES = 100_000_000; // the format's own limit
  private static final String METADATA = "__metadata__";
  private static final String FLOATS = "F32";
  private static final int CHUNK = 1 << 16;

  private SafeTensors() {}

  /** Writes tensors in the order given, without closing the stream. */
  static void write(List<Tensor> tensors, OutputStream out) throws IOException {
    ObjectNode header = JsonNodeFactory.instance.objectNode();
    header.putObject(METADATA).put("format", "pt");
    long at = 0;
    for (Tensor tensor : tensors) {
      long end = at + (long) tensor.values().length * Float.BYTES;
      ObjectNode entry = header.putObject(tensor.name()).put("dtype", FLOATS);
      for (int dimension : tensor.shape()) {
        entry.withArray("shape").add(dimension);
      }
      entry.withArray("data_offsets").add(at).add(end);
      at = end;
    }
    StringBuilder json = new StringBuilder(Json.line(header));
    while (json.toString().getBytes(StandardCharsets.UTF_8).length % Long.BYTES != 0) {
      json.append(' '); // the data begin at a multiple of 8, as the reference writer has it
    }
    byte[] bytes = json.toString().getBytes(StandardCharsets.UTF_8);
    out.write(little(Long.BYTES).putLong(bytes.length).array());
    out.write(bytes);
    for (Tensor tensor : tensors) {
      floats(tensor.values(), out);
    }
  }

  private static void floats(float[] values, OutputStream out) throws IOException {
    for (int from = 0; from < values.length; from += CHUNK) {
      int count = Math.min(CHUNK, values.length - from);
      ByteBuffer chunk = little(count * Float.BYTES);
      chunk.asFloatBuffer().put(values, from, count);
      out.write(chunk.array());
    }
  }

  private static ByteBuffer little(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  /**
   * Returns the tensors of a file by name, in the order of their bytes.
   *
   * @param length bytes that the file has
   * @param origin the file, for messages
   * @throws DataException if it is damaged, or holds what are no floats; the message says where
   */
  static Map<String, Tensor> read(InputStream in, long length, String origin) {
    try {
      return new File(new DataInputStream(in), length, origin).tensors();
    } catch (EOFException e) {
      throw new DataException(origin + " ends before its last tensor", e);
    } catch (IOException e) {
      throw new DataException(origin + " cannot be read: " + e.getMessage(), e);
    }
  }

  /** Where a tensor lies, counted from the header's end. */
  private record Place(String name, TensorType type, int[] shape, long begin, long end) {}

  /** A file that is being read. */
  private record File(DataInputStream in, long length, String origin) {
    Map<String, Tensor> tensors() throws IOException {
      if (length < Long.BYTES) {
        throw damaged(0, "it has " + length + " bytes, no header");
      }
      long header = Long.reverseBytes(in.readLong());
      if (header < 2 || header > HEADER_BYTES || header > length - Long.BYTES) {
        throw damaged(
            0,
            Text.format(
                "its header is said to have %s bytes, and %d follow",
                Long.toUnsignedString(header), length - Long.BYTES));
      }
      String json = new String(in.readNBytes((int) header), StandardCharsets.UTF_8);
      List<Place> places = places(Json.tree(json, origin), length - Long.BYTES - header);
      Map<String, Tensor> tensors = new LinkedHashMap<>();
      for (Place place : places) {
        tensors.put(place.name(), tensor(place));
      }
      return tensors;
    }

    /** Returns where tensors lie, proved to follow one another and to fill the file. */
    private List<Place> places(JsonNode header, long bytes) {
      if (!header.isObject()) {
        throw damaged(Long.BYTES, "its header is no JSON object");
      }
      List<Place> places = new ArrayList<>();
      for (Map.Entry<String, JsonNode> entry : header.properties()) {
        if (!entry.getKey().equals(METADATA)) {
          places.add(place(entry.getKey(), entry.getValue()));
        }
      }
      places.sort(Comparator.comparingLong(Place::begin).thenComparingLong(Place::end));
      long at = 0;
      for (Place place : places) {
        if (place.begin() != at) {
          throw damaged(
              Long.BYTES,
              Text.format(
                  "tensor '%s' begins at byte %d of the data, not at %d, where the one before it"
                      + " ends",
                  place.name(), place.begin(), at));
        }
        at = place.end();
      }
      if (at != bytes) {
        throw damaged(
            Long.BYTES, Text.format("its tensors take %d bytes, and %d are there", at, bytes));
      }
      return places;
    }

    private Place place(String name, JsonNode entry) {
      String type = entry.path("dtype").asText();
      TensorType of =
          TensorType.of(type)
              .orElseThrow(
                  () ->
                      damaged(
                          Long.BYTES,
                          Text.format(
                              "tensor '%s' has type '%s', which is none of %s",
                              name, type, Arrays.toString(TensorType.values()))));
      JsonNode offsets = entry.path("data_offsets");
      JsonNode dimensions = entry.path("shape");
      if (offsets.size() != 2
          || !offsets.get(0).canConvertToLong()
          || !offsets.get(1).canConvertToLong()
          || !dimensions.isArray()) {
        throw damaged(Long.BYTES, "tensor '" + name + "' has no shape or no data_offsets");
      }
      long begin = offsets.get(0).asLong();
      long end = offsets.get(1).asLong();
      int[] shape = new int[dimensions.size()];
      long values = 1;
      for (int i = 0; i < shape.length; i++) {
        JsonNode dimension = dimensions.get(i);
        boolean possible = dimension.canConvertToInt() && dimension.asInt() >= 0;
        values = possible ? values * dimension.asInt() : -1;
        if (values < 0 || values > Integer.MAX_VALUE - Long.BYTES) {
          throw damaged(
              Long.BYTES, "tensor '" + name + "' has shape " + dimensions + ", too many values");
        }
        shape[i] = dimension.asInt();
      }
      if (begin < 0 || end < begin || end - begin != values * of.bytes()) {
        throw damaged(
            Long.BYTES,
            Text.format("tensor '%s' of %d values has bytes %d to %d", name, values, begin, end));
      }
      return new Place(name, of, shape, begin, end);
    }

    private Tensor tensor(Place place) throws IOException {
      int size = place.type().bytes();
      float[] values = new float[(int) ((place.end() - place.begin()) / size)];
      byte[] chunk = new byte[CHUNK * size];
      for (int from = 0; from < values.length; from += CHUNK) {
        int count = Math.min(CHUNK, values.length - from);
        in.readFully(chunk, 0, count * size);
        place
            .type()
            .read(ByteBuffer.wrap(chunk).order(ByteOrder.LITTLE_ENDIAN), values, from, count);
      }
      return new Tensor(place.name(), place.shape(), values);
    }

    private DataException damaged(long at, String what) {
      return new DataException(
          Text.format("%s is no whole safetensors file (byte %d): %s", origin, at, what));
    }
  }
}
