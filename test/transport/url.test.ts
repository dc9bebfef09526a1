import { isSafeUrl, parseUrl, spelledForRunway } from '../../nodes/Runway/transport/url';

it.each([
	['HTTPS://EXAMPLE.com/A/B.png?C=D#E', 'https://example.com/A/B.png?C=D#E'],
	['https://Example.COM:8443/Path', 'https://example.com:8443/Path'],
	['https://Name:Word@Example.COM/Path', 'https://Name:Word@example.com/Path'],
	['https://Example.com?Next=https://Example.com/@X', 'https://example.com?Next=https://Example.com/@X'],
	['DATA:IMAGE/PNG;BASE64,iVBORw0KGgo=', 'data:image/png;base64,iVBORw0KGgo='],
	['data:Image/Jpeg;Name=A.JPG;Base64,/9j/4AAQ', 'data:image/jpeg;Name=A.JPG;base64,/9j/4AAQ'],
	['data:video/mp4;base64,BASE64;BASE64', 'data:video/mp4;base64,BASE64;BASE64'],
	['RUNWAY://Abc/DEF', 'runway://Abc/DEF'],
	['ftp://Example.com', 'ftp://Example.com'],
	['', ''],
])('%s is sent as %s', (address, spelled) => {
	expect(spelledForRunway(address)).toBe(spelled);
	expect(spelledForRunway(spelled)).toBe(spelled);
});

it.each([
	['https://a.example/x', 'https://api.example', true],
	['https://a.example/x', 'http://127.0.0.1:4010', true],
	['http://a.example/x', 'https://api.example', false],
	['http://127.0.0.1/x', 'http://127.0.0.1:4010', true],
	['ftp://a.example/x', 'http://127.0.0.1:4010', false],
	['file:///etc/passwd', 'http://127.0.0.1:4010', false],
])('a file at %s for the base URL %s is safe: %s', (url, baseUrl, safe) => {
	expect(isSafeUrl(parseUrl(url)!, baseUrl)).toBe(safe);
});

it('knows what is no URL', () => {
	expect(parseUrl('no url')).toBeUndefined();
});
