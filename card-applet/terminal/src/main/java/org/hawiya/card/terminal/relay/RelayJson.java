package org.hawiya.card.terminal.relay;

import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.util.JSONArrayUtils;
import com.nimbusds.jose.util.JSONObjectUtils;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hawiya.card.terminal.CardProtocolException;
import org.hawiya.engine.FingerPosition;

/**
 * The JSON of the relay's spoken frames. Texts of the other side are cut at a limit, never trusted.
 */
final class RelayJson {

    private static final int MAX_JSON_BYTES = 16 * 1024;
    private static final int MAX_TEXT = 200;
    private static final int MAX_LIST = 32;

    private RelayJson() {}

    static byte[] write(RelayRequest request) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("requester", texts(request.requester()));
        json.put("purpose", texts(request.purpose()));
        json.put("claims", request.claims());
        json.put("matchingCode", request.matchingCode());
        json.put("fingers", codes(request.fingers()));
        json.put("sessionKey", request.sessionKey().toJSONObject());
        return bytes(json);
    }

    static RelayRequest readRequest(byte[] payload) {
        return read(
                payload,
                json ->
                        new RelayRequest(
                                texts(json, "requester"),
                                texts(json, "purpose"),
                                strings(json, "claims"),
                                text(json, "matchingCode"),
                                fingers(json, "fingers"),
                                sessionKey(json)));
    }

    static byte[] write(FingerWanted wanted) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("positions", codes(wanted.positions()));
        json.put("triesLeft", wanted.triesLeft());
        return bytes(json);
    }

    static FingerWanted readFingerWanted(byte[] payload) {
        return read(
                payload,
                json ->
                        new FingerWanted(
                                fingers(json, "positions"),
                                JSONObjectUtils.getInt(json, "triesLeft")));
    }

    static byte[] write(RelayResult result) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("outcome", result.outcome());
        json.put("message", texts(result.message()));
        return bytes(json);
    }

    static RelayResult readResult(byte[] payload) {
        return read(
                payload, json -> new RelayResult(text(json, "outcome"), texts(json, "message")));
    }

    private interface Reader<T> {
        T read(Map<String, Object> json) throws ParseException;
    }

    private static <T> T read(byte[] payload, Reader<T> reader) {
        if (payload.length > MAX_JSON_BYTES) {
            throw new CardProtocolException.LimitExceeded("Relay JSON above 16 KiB");
        }
        try {
            return reader.read(JSONObjectUtils.parse(new String(payload, StandardCharsets.UTF_8)));
        } catch (ParseException | IllegalArgumentException e) {
            throw new CardProtocolException.Malformed("Relay JSON: " + e.getMessage());
        }
    }

    private static ECKey sessionKey(Map<String, Object> json) throws ParseException {
        return ECKey.parse(object(json, "sessionKey")).toPublicJWK();
    }

    private static Map<String, Object> object(Map<String, Object> json, String name)
            throws ParseException {
        Map<String, Object> object = JSONObjectUtils.getJSONObject(json, name);
        if (object == null) {
            throw new ParseException(name + " is missing", 0);
        }
        return object;
    }

    private static Bilingual texts(Map<String, Object> json, String name) throws ParseException {
        Map<String, Object> object = object(json, name);
        return new Bilingual(text(object, "en"), text(object, "ar"));
    }

    private static Map<String, Object> texts(Bilingual texts) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("en", texts.en());
        json.put("ar", texts.ar());
        return json;
    }

    private static String text(Map<String, Object> json, String name) throws ParseException {
        String text = JSONObjectUtils.getString(json, name);
        if (text == null) {
            throw new ParseException(name + " is missing", 0);
        }
        return text.length() > MAX_TEXT ? text.substring(0, MAX_TEXT) : text;
    }

    private static List<String> strings(Map<String, Object> json, String name)
            throws ParseException {
        List<String> strings = JSONObjectUtils.getStringList(json, name);
        if (strings == null || strings.size() > MAX_LIST) {
            throw new ParseException(name + " is missing or too long", 0);
        }
        return strings;
    }

    private static List<Integer> codes(List<FingerPosition> fingers) {
        return fingers.stream().map(FingerPosition::code).toList();
    }

    private static List<FingerPosition> fingers(Map<String, Object> json, String name)
            throws ParseException {
        List<Object> codes = JSONObjectUtils.getJSONArray(json, name);
        if (codes == null || codes.size() > FingerPosition.values().length) {
            throw new ParseException(name + " is missing or too long", 0);
        }
        var fingers = new ArrayList<FingerPosition>();
        for (Object code : JSONArrayUtils.parse(JSONArrayUtils.toJSONString(codes))) {
            if (!(code instanceof Number number)) {
                throw new ParseException(name + " holds no finger code", 0);
            }
            fingers.add(FingerPosition.ofCode(number.intValue()));
        }
        return fingers;
    }

    private static byte[] bytes(Map<String, Object> json) {
        return JSONObjectUtils.toJSONString(json).getBytes(StandardCharsets.UTF_8);
    }
}
