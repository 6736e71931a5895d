import L from 'leaflet';
import { readText, tell, type Incoming, type Owner } from './diagram/exchange';
import { loadStylesheet } from './diagram/stylesheet';

/** Something at a place: an incident with its severity, or a sensor with its state. */
export interface Place {
  id: string;
  kind: 'incident' | 'sensor' | 'unit';
  latitude: number;
  longitude: number;
  text: string;
  severity?: 1 | 2 | 3 | 4 | 5;
  state?: 'normal' | 'raised' | 'silent';
}

export interface MapOptions { wardName: string; label: string; zoomIn: string; zoomOut: string }

const nowhere: L.LatLngTuple = [20.6, 78.9];

/** The city from its own wards: no tiles, no other host; the map also stands when the line to the world is down. */
class WardMap {
  private readonly map: L.Map;
  private readonly wards: L.GeoJSON;
  private readonly places = L.layerGroup();
  private readonly markers = new Map<string, L.Marker>();
  private readonly resized: ResizeObserver;

  constructor(host: HTMLElement, private readonly options: MapOptions, private readonly owner: Owner | null) {
    this.map = L.map(host, {
      center: nowhere, zoom: 5, maxZoom: 18, zoomSnap: 0.25, zoomControl: false, attributionControl: false,
      scrollWheelZoom: false,
    });
    // The wheel scrolls the page until a person has stepped into the map.
    this.map.on('focus', () => this.map.scrollWheelZoom.enable()).on('blur', () => this.map.scrollWheelZoom.disable());
    L.control.zoom({ zoomInTitle: options.zoomIn, zoomOutTitle: options.zoomOut }).addTo(this.map);
    L.control.scale({ imperial: false }).addTo(this.map);
    host.setAttribute('role', 'application');
    host.setAttribute('aria-label', options.label);
    this.wards = L.geoJSON(undefined, {
      style: () => ({ className: 'ward', weight: 1 }),
      onEachFeature: (feature, layer) => this.name(feature, layer),
    }).addTo(this.map);
    this.places.addTo(this.map);
    this.resized = new ResizeObserver(() => this.map.invalidateSize());
    this.resized.observe(host);
  }

  async showWards(source: Incoming | string): Promise<number> {
    this.wards.clearLayers();
    this.wards.addData(JSON.parse(await readText(source)));
    this.fit();
    return this.wards.getLayers().length;
  }

  showPlaces(places: Place[]): void {
    this.places.clearLayers();
    this.markers.clear();
    for (const place of places) {
      const marker = L.marker([place.latitude, place.longitude], {
        icon: icon(place), title: place.text, alt: place.text, keyboard: true, riseOnHover: true,
        zIndexOffset: place.kind === 'incident' ? 1000 - 100 * (place.severity ?? 5) : 0,
      });
      marker.bindTooltip(place.text, { direction: 'top', offset: [0, -12] });
      marker.on('click keypress', () => this.choose(place.id));
      marker.addTo(this.places);
      this.markers.set(place.id, marker);
    }
  }

  /** Opens a place's words. The city stays as it is shown, unless the place is out of sight. */
  select(id: string | null): void {
    for (const [other, marker] of this.markers) marker.getElement()?.classList.toggle('place--selected', other === id);
    const chosen = id ? this.markers.get(id) : undefined;
    if (chosen && !this.map.getBounds().contains(chosen.getLatLng())) this.map.panTo(chosen.getLatLng());
    chosen?.openTooltip();
  }

  fit(): void {
    const bounds = this.wards.getBounds();
    if (bounds.isValid()) this.map.fitBounds(bounds, { padding: [16, 16], animate: false });
  }

  dispose(): void {
    this.resized.disconnect();
    this.map.remove();
  }

  private choose(id: string): void {
    if (this.owner) tell(this.owner, 'PlaceChosen', id);
  }

  private name(feature: GeoJSON.Feature, layer: L.Layer): void {
    const name = feature.properties?.[this.options.wardName];
    if (name) layer.bindTooltip(String(name), { permanent: true, direction: 'center', className: 'ward-name' });
  }
}

function icon(place: Place): L.DivIcon {
  const body = document.createElement('span');
  body.className = 'place__body';
  body.textContent = place.kind === 'incident' ? String(place.severity ?? '') : '';
  const state = place.kind === 'incident' ? `place--s${place.severity ?? 5}` : `place--${place.state ?? 'normal'}`;
  const size = place.kind === 'incident' ? 28 : 14;
  return L.divIcon({ className: `place place--${place.kind} ${state}`, html: body, iconSize: [size, size] });
}

export async function create(host: HTMLElement, options: MapOptions, owner: Owner | null): Promise<WardMap> {
  await loadStylesheet(new URL('./styles/map.css', import.meta.url));
  return new WardMap(host, options, owner);
}
